import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { inCheckout, readOrNull, ROOT } from './checkout.mjs'

const REPORT = inCheckout('node_modules/.cache/tests.json')

const checks = [
  { what: 'types', bin: 'typescript/bin/tsc', args: ['--noEmit'] },
  { what: 'types des pièces pures, sans navigateur ni Node', bin: 'typescript/bin/tsc', args: ['--noEmit', '-p', 'tsconfig.pure.json'] },
  { what: 'lint', bin: 'oxlint/bin/oxlint', args: ['--type-aware', '--deny-warnings'] },
  { what: 'mise en forme', bin: 'oxfmt/bin/oxfmt', args: ['--check'] },
]

/** Every check, then every suite; with words, only the suites they select. Prints the totals as the last line. */
export function runChecks(node, words) {
  const total = { passed: 0, failed: 0 }
  for (const { what, bin, args } of words.length === 0 ? checks : []) {
    const ok = run(node, bin, args) === 0
    console.log(`${ok ? '✓' : '✗'} ${what}`)
    total[ok ? 'passed' : 'failed'] += 1
  }
  addSuites(node, words, total)
  console.log(`${total.passed} passed, ${total.failed} failed`)
  return total.failed === 0 ? 0 : 1
}

function addSuites(node, words, total) {
  mkdirSync(inCheckout('node_modules/.cache'), { recursive: true })
  rmSync(REPORT, { force: true })
  const status = run(node, 'vitest/vitest.mjs', ['run', '--reporter=default', '--reporter=json', '--outputFile.json', REPORT, ...words])
  const report = JSON.parse(readOrNull(REPORT) ?? '{}')
  const failed = (report.numFailedTests ?? 0) + unloaded(report.testResults ?? [])
  total.passed += report.numPassedTests ?? 0
  // An error outside any test fails the run without failing a test.
  total.failed += status !== 0 && failed === 0 ? 1 : failed
}

/** Files that fail without a failing test: they do not load. */
const unloaded = (files) =>
  files.filter((file) => file.status === 'failed' && file.assertionResults.every((one) => one.status !== 'failed')).length

const run = (node, bin, args) => spawnSync(node, [inCheckout('node_modules', bin), ...args], { cwd: ROOT, stdio: 'inherit' }).status
