import { openBase, type Connexion } from '#store/connect.ts'
import { verifyJournal } from '#store/verify-journal.ts'
import { refuseOthers } from '../command.ts'
import { configurationOfProcess, joinDatabase } from '../database.ts'

/** Recomputes every chain of the journal; prints each break and gives 1 when there is any. */
export async function run(words: readonly string[]): Promise<number> {
  refuseOthers(words, [])
  const database = await joinDatabase(configurationOfProcess())
  try {
    const { chaines, lignes, defauts } = await verify(database)
    for (const { chaineId, seq, raison } of defauts) console.error(`${chaineId}, ligne ${seq} : ${raison}`)
    console.log(`${chaines} chaînes, ${lignes} lignes vérifiées, ${defauts.length} défaut${defauts.length > 1 ? 's' : ''}.`)
    return defauts.length === 0 ? 0 : 1
  } finally {
    await database.stop()
  }
}

async function verify(connexion: Connexion): ReturnType<typeof verifyJournal> {
  const base = openBase(connexion, { role: 'harmonia_audit', max: 2 })
  try {
    return await verifyJournal(base)
  } finally {
    await base.destroy()
  }
}
