/** `npm run crash -- 50`: fifty sudden deaths in the middle of saves. */
import { runCrashRounds } from './crash-rounds.ts'

const bilan = await runCrashRounds(Number(process.argv[2] ?? 50))
console.log(`${bilan.tours} arrêts brutaux : ${bilan.perdues.length} case acquittée perdue, journal ${bilan.journal ? 'intact' : 'ROMPU'}`)
for (const perdue of bilan.perdues) console.log(perdue)
process.exitCode = bilan.perdues.length === 0 && bilan.journal ? 0 : 1
