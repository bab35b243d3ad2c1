/** `npm run test:book`: which acceptance rows no test holds, which tags no row explains. */
import { join } from 'node:path'
import { readBook } from './book.ts'

const { missing, unknown, rows } = readBook(join(import.meta.dirname, '..'))
for (const id of missing) console.log(`${id} : aucun test`)
for (const tag of unknown) console.log(`${tag} : aucune ligne du cahier`)
console.log(`${rows - missing.length} lignes tenues sur ${rows}, ${unknown.length} étiquettes sans ligne.`)
process.exitCode = rows > 0 && missing.length === 0 && unknown.length === 0 ? 0 : 1
