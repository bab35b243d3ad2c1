// The door of `npm start` and `npm test`. Plain JavaScript that runs on Node 20 with nothing installed: it installs what is missing,
// finds a Node that runs TypeScript, builds the web if it is stale, and hands over.
import { runChecks } from './bootstrap/checks.mjs'
import { buildIfStale } from './bootstrap/build.mjs'
import { hasInstalled, installIfStale } from './bootstrap/install.mjs'
import { findNode, handOver } from './bootstrap/node.mjs'
import { Failure } from './bootstrap/failure.mjs'

const commands = {
  install: async () => {
    await installIfStale()
    return 0
  },
  start: async () => {
    await prepare()
    return handOver(findNode(), ['bin/harmonia.ts', 'serve'])
  },
  test: async (words) => {
    await prepare()
    return runChecks(findNode(), words)
  },
  build: async () => {
    await prepare()
    return 0
  },
  run: async (words) => {
    await installIfStale()
    return handOver(findNode(), words)
  },
}

async function prepare() {
  await installIfStale()
  await buildIfStale(findNode())
}

const [name = '', ...words] = process.argv.slice(2)
try {
  const command = commands[name]
  if (!command) throw new Failure(`Commande inconnue : « ${name} ». Commandes : ${Object.keys(commands).join(', ')}.`)
  process.exitCode = await command(words)
} catch (error) {
  if (!(error instanceof Failure)) throw error
  console.error(`\n${error.message}${hasInstalled() ? '' : '\nRien n’a été démarré.'}`)
  process.exitCode = 1
}
