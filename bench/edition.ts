/** P6: an edition from its YAML files, and from its compiled form. */
import { deepFreeze } from '#definitions/deep-freeze.ts'
import { loadEdition } from '#definitions/load-edition.ts'
import { readCompiled } from '#definitions/read-compiled.ts'
import { smallEdition } from '#definitions/small-edition.fixture.ts'
import { readEditionFolder } from '#store/read-edition-folder.ts'
import { EDITION } from './banc.ts'
import { exposant, processeur } from './serie.ts'
import { auPlus, ms, nombre, type Rang } from './tableau.ts'

const REPETITIONS = 5

const tailleOf = (files: ReadonlyMap<string, string>): number => [...files.values()].reduce((sum, text) => sum + text.length, 0)

/** Milliseconds of processor time, once everything is warm. */
const mesure = (act: () => unknown, tours: number): number => processeur(act, { tours, repetitions: REPETITIONS }) / 1000

export async function rangsDeLEdition(): Promise<readonly Rang[]> {
  const [files, small] = [await readEditionFolder(EDITION), smallEdition()]
  const froid = processeurOnce(() => loadEdition(files))
  const edition = loadEdition(files)
  const compiled = JSON.stringify(edition)
  const yaml = mesure(() => loadEdition(files), 2)
  const petite = mesure(() => loadEdition(small), 40)
  const json = mesure(() => deepFreeze(readCompiled(compiled)), 4)
  const petiteCompilee = JSON.stringify(loadEdition(small))
  const petitJson = mesure(() => deepFreeze(readCompiled(petiteCompilee)), 200)
  const formules = edition.liasses.reduce((sum, { ordre, controles }) => sum + ordre.length + controles.length, 0)
  return [
    rang('Toute l’édition depuis ses fichiers YAML', yaml, {
      reference: `${nombre(tailleOf(files) / 1000)} ko, ${nombre(formules)} formules et contrôles ; à froid ${ms(froid)}`,
      limite: 150,
    }),
    rang('La même depuis sa forme compilée', json, { reference: `${nombre(compiled.length / 1000)} ko de JSON`, limite: 20 }),
    croissance('lire et compiler', { taille: tailleOf(small), temps: petite }, { taille: tailleOf(files), temps: yaml }),
    croissance('relire la forme compilée', { taille: petiteCompilee.length, temps: petitJson }, { taille: compiled.length, temps: json }),
  ]
}

/** The first time in this process, the compiler of the platform at work. */
function processeurOnce(act: () => unknown): number {
  const before = process.threadCpuUsage()
  act()
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1000
}

const rang = (quoi: string, temps: number, { reference, limite }: { reference: string; limite: number }): Rang => ({
  but: 'P6',
  quoi,
  mesure: ms(temps),
  reference,
  rapport: '–',
  objectif: auPlus(temps, limite, ms),
})

type Taille = { readonly taille: number; readonly temps: number }

function croissance(quoi: string, petite: Taille, grande: Taille): Rang {
  const own = exposant(petite, grande)
  return {
    but: 'P6',
    quoi: `Croissance : ${quoi}, de ${nombre(petite.taille / 1000)} à ${nombre(grande.taille / 1000)} ko`,
    mesure: `${ms(petite.temps)} → ${ms(grande.temps)}`,
    reference: '–',
    rapport: `exposant ${nombre(own, 2)}`,
    objectif: auPlus(own, 1.1, (value) => nombre(value, 1)),
  }
}
