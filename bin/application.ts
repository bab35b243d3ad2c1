/** The application on a database: schema brought up to date, demonstration seeded, server listening. */
import { join } from 'node:path'
import type { Edition } from '#definitions/edition.ts'
import { parisDateTime } from '#domain/calendrier.ts'
import type { Configuration } from '#http/configuration.ts'
import { buildServer, type ServerOptions } from '#http/server.ts'
import { ouvrirAnnonces } from '#services/annonces.ts'
import type { CompteDemo, Exemple } from '#services/demo.ts'
import { creerPlateforme } from '#services/plateforme.ts'
import { preparerCampagne } from '#services/preparer-campagne.ts'
import { seedDemo, type AnneeAvant } from '#services/seed-demo.ts'
import { openBase, type Base, type Connexion } from '#store/connect.ts'
import { migrate } from '#store/migrate.ts'
import { readExemples } from '#store/read-edition-folder.ts'
import { purgeTentatives } from '#store/tentatives.ts'
import { CHECKOUT } from './checkout.ts'
import { EDITION_COURANTE, editionFolder, openEdition } from './editions.ts'

export type Application = {
  readonly adresse: string
  /** Accounts created by this start; empty when the demonstration was there already. */
  readonly comptes: readonly CompteDemo[]
  close(): Promise<void>
}

const HEURE = 3_600_000
const EDITION = editionFolder(EDITION_COURANTE)
const JOURS_D_UN_AN = 365

export async function startApplication(configuration: Configuration, connexion: Connexion): Promise<Application> {
  await migrate(connexion)
  const base = openBase(connexion, { role: 'harmonia_app', max: 20 })
  const annonces = ouvrirAnnonces(connexion)
  const release = async (): Promise<void> => {
    await annonces.stop()
    await base.destroy()
  }
  try {
    const comptes = await ouvrirCampagne(connexion, { base, demonstration: configuration.demonstration })
    const server = await buildServer(serverOptions(configuration, { plateforme: creerPlateforme(base), annonces }))
    const adresse = await server.listen({ host: configuration.hote, port: configuration.port })
    const purge = setInterval(() => void purgeTentatives(base, new Date()).catch(() => undefined), HEURE)
    const close = (): Promise<void> => {
      clearInterval(purge)
      return server.close().then(release)
    }
    return { adresse: configuration.adressePublique ?? adresse, comptes, close }
  } catch (error) {
    await release()
    throw error
  }
}

/** Publishes the edition and its campaign as the owner, then fills the demonstration as the application. */
async function ouvrirCampagne(
  connexion: Connexion,
  { base, demonstration }: { base: Base; demonstration: boolean },
): Promise<readonly CompteDemo[]> {
  const maintenant = new Date()
  const edition = await openEdition(EDITION_COURANTE)
  const owner = openBase(connexion, { role: null, max: 1 })
  try {
    await preparerCampagne(owner, { edition, aujourdhui: parisDateTime(maintenant).date, maintenant })
    if (!demonstration) return []
    const exemples = (await readExemples(EDITION)) as ReadonlyMap<string, Exemple>
    const avant = () => anneeAvant(owner, edition, maintenant)
    return (await seedDemo({ plateforme: creerPlateforme(base), edition, exemples, maintenant, avant })) ?? []
  } finally {
    await owner.destroy()
  }
}

/** The year before the open campaign, for the demonstration: its edition published, its campaign closed. */
async function anneeAvant(owner: Base, { correspondances }: Edition, aujourdhui: Date): Promise<AnneeAvant> {
  const code = correspondances?.depuis ?? ''
  const edition = await openEdition(code)
  const maintenant = new Date(aujourdhui.getTime() - JOURS_D_UN_AN * 86_400_000)
  await preparerCampagne(owner, { edition, aujourdhui: parisDateTime(maintenant).date, maintenant, ouverte: false })
  return { edition, exemples: (await readExemples(editionFolder(code))) as ReadonlyMap<string, Exemple>, maintenant }
}

function serverOptions(configuration: Configuration, services: Pick<ServerOptions, 'plateforme' | 'annonces'>): ServerOptions {
  return {
    ...services,
    pages: join(CHECKOUT, 'dist/web'),
    https: configuration.adressePublique?.startsWith('https:') ?? false,
    mandataires: configuration.mandataires,
    requetesParMinute: configuration.requetesParMinute,
    niveauJournal: configuration.journal,
    horloge: () => new Date(),
  }
}
