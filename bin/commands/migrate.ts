import { configurationOfProcess, joinDatabase } from '../database.ts'
import { refuseOthers } from '../command.ts'
import { migrate } from '#store/migrate.ts'

export async function run(words: readonly string[]): Promise<number> {
  refuseOthers(words, [])
  const database = await joinDatabase(configurationOfProcess())
  try {
    const done = await migrate(database)
    console.log(done.length === 0 ? 'La base de données est à jour.' : `Migrations appliquées : ${done.join(', ')}.`)
    return 0
  } finally {
    await database.stop()
  }
}
