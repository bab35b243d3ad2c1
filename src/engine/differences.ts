/** Which cells differ between two sheets of one liasse. */
import type { LiasseCompilee, ListeCompilee } from '#definitions/edition.ts'
import { indexDeListe } from '#definitions/liste.ts'
import type { Cells } from './cells.ts'
import { PAR_BLOC, SANS_LIGNES, slotOf, type Bloc, type Lignes } from './lignes.ts'

/** Indices of the cells that differ, fixed ones then those of lists, increasing. Blocks that both sheets share are not looked into. */
export function differences({ listes }: LiasseCompilee, now: Cells, before: Cells): readonly number[] {
  const found: number[] = []
  for (let index = 0; index < now.values.length; index++) {
    if (now.presence[index] !== before.presence[index] || now.values[index] !== before.values[index]) found.push(index)
    else if (now.texts !== before.texts && now.texts.get(index) !== before.texts.get(index)) found.push(index)
  }
  for (const [position, liste] of listes.entries())
    addListDifferences(found, liste, [now.listes[position] ?? SANS_LIGNES, before.listes[position] ?? SANS_LIGNES])
  return found
}

function addListDifferences(found: number[], liste: ListeCompilee, [now, before]: readonly [Lignes, Lignes]): void {
  if (now === before) return
  for (let rank = 0; rank < Math.max(now.blocs.length, before.blocs.length); rank++) {
    const [a, b] = [now.blocs[rank], before.blocs[rank]]
    if (a === b) continue
    for (let place = 0; place < PAR_BLOC; place++)
      for (let rang = 0; rang < liste.colonnes.length; rang++)
        if (differs(a, b, slotOf(rang, place))) found.push(indexDeListe(liste, rank * PAR_BLOC + place + 1, rang))
  }
}

const differs = (a: Bloc | undefined, b: Bloc | undefined, slot: number): boolean =>
  (a?.presence[slot] ?? 0) !== (b?.presence[slot] ?? 0) ||
  (a?.values[slot] ?? 0) !== (b?.values[slot] ?? 0) ||
  a?.texts.get(slot) !== b?.texts.get(slot)
