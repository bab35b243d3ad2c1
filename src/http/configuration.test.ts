import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { ConfigurationError, readConfiguration } from './configuration.ts'

const defautsOf = (env: Record<string, string>): readonly string[] => {
  try {
    readConfiguration(env, '/donnees')
    return []
  } catch (error) {
    return error instanceof ConfigurationError ? error.defauts : [String(error)]
  }
}

test('without any setting, the embedded server holds the demonstration, for this machine only', () => {
  expect(readConfiguration({ PATH: '/bin', HARMONIA_DEMO: ' ' }, '/donnees')).toEqual({
    databaseUrl: null,
    dossierVar: '/donnees',
    hote: '127.0.0.1',
    port: 8080,
    adressePublique: null,
    mandataires: [],
    requetesParMinute: 1200,
    demonstration: true,
    journal: 'warn',
  })
})

test('every setting is read', () => {
  const env = {
    DATABASE_URL: 'postgresql://u:p@base/harmonia',
    HARMONIA_VAR: '/srv',
    HARMONIA_HOTE: '::',
    PORT: '9090',
    HARMONIA_ADRESSE: 'https://harmonia.exemple.fr/',
    HARMONIA_MANDATAIRES: '10.0.0.1, 10.1.0.0/16,::1',
    HARMONIA_REQUETES_PAR_MINUTE: '50',
    HARMONIA_JOURNAL: 'debug',
  }
  expect(readConfiguration(env, '/donnees')).toEqual({
    databaseUrl: 'postgresql://u:p@base/harmonia',
    dossierVar: '/srv',
    hote: '::',
    port: 9090,
    adressePublique: 'https://harmonia.exemple.fr',
    mandataires: ['10.0.0.1', '10.1.0.0/16', '::1'],
    requetesParMinute: 50,
    demonstration: false,
    journal: 'debug',
  })
  expect(readConfiguration({ ...env, HARMONIA_DEMO: 'Oui' }, '').demonstration).toBe(true)
})

test.each([
  [{ PORT: 'abc' }, 'PORT : attend un nombre entre 0 et 65535 ; reçu « abc ».'],
  [{ PORT: '70000' }, 'PORT : attend un nombre entre 0 et 65535 ; reçu « 70000 ».'],
  [{ HARMONIA_DEMO: 'peut-être' }, 'HARMONIA_DEMO : attend « oui » ou « non » ; reçu « peut-être ».'],
  [
    { HARMONIA_ADRESSE: 'harmonia.fr' },
    'HARMONIA_ADRESSE : attend une adresse complète, par exemple https://harmonia.exemple.fr ; reçu « harmonia.fr ».',
  ],
  [
    { HARMONIA_MANDATAIRES: '10.0.0.1, ici' },
    'HARMONIA_MANDATAIRES : attend des adresses IP séparées par des virgules ; reçu « 10.0.0.1, ici ».',
  ],
  [
    { HARMONIA_HOTE: 'ici ou là' },
    'HARMONIA_HOTE : attend une adresse IP ou un nom de machine, par exemple 127.0.0.1, 0.0.0.0 ou :: ; reçu « ici ou là ».',
  ],
  [{ HARMONIA_REQUETES_PAR_MINUTE: '0' }, 'HARMONIA_REQUETES_PAR_MINUTE : attend un nombre entier positif ; reçu « 0 ».'],
  [
    { HARMONIA_ADRESSE: 'https://exemple.fr/harmonia' },
    'HARMONIA_ADRESSE : attend une adresse sans chemin, par exemple https://harmonia.exemple.fr ; reçu « https://exemple.fr/harmonia ».',
  ],
  [{ DATABASE_URL: 'mysql://u:secret@h/b' }, 'DATABASE_URL : attend une adresse postgresql://utilisateur:motdepasse@hote:5432/base.'],
])('%o is refused in a sentence', (env, sentence) => {
  expect(defautsOf(env)).toEqual([sentence])
})

test('all the wrong settings are said at once, misspelt names included', () => {
  const defauts = defautsOf({ PORT: 'x', HARMONIA_PORT: '80', HARMONIA_JOURNAL: 'fort' })
  expect(defauts).toHaveLength(3)
  expect(defauts[0]).toContain('HARMONIA_PORT : réglage inconnu')
})

describe('a secret that comes from a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'harmonia-secrets-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const fileOf = (text: string): string => {
    const path = join(folder, String(text.length))
    writeFileSync(path, text)
    return path
  }

  test('is read, its last line break left out', () => {
    const env = { DATABASE_URL_FILE: fileOf('postgresql://u:secret@base/harmonia\n') }
    expect(readConfiguration(env, '/donnees')).toMatchObject({ databaseUrl: 'postgresql://u:secret@base/harmonia', demonstration: false })
  })

  test.each([
    [
      'is missing',
      () => join(folder, 'absent'),
      /^DATABASE_URL_FILE : le fichier .*absent n’existe pas ou ne vous est pas ouvert en lecture\.$/,
    ],
    ['is empty', () => fileOf(' \n'), /^DATABASE_URL_FILE : le fichier .* est vide\.$/],
    ['holds something else', () => fileOf('secret-tout-seul'), /^DATABASE_URL : attend une adresse postgresql:[^ ]*\.$/],
  ])('is refused in a sentence that does not say it, when it %s', (_what, path, sentence) => {
    const [defaut = '', ...others] = defautsOf({ DATABASE_URL_FILE: path() })
    expect(defaut).toMatch(sentence)
    expect(defaut).not.toContain('secret-tout-seul')
    expect(others).toEqual([])
  })

  test('is not guessed at when the setting is given as well', () => {
    const env = { DATABASE_URL: 'postgresql://u@base/a', DATABASE_URL_FILE: fileOf('postgresql://u@base/b') }
    expect(defautsOf(env)).toEqual(['DATABASE_URL_FILE : donné en même temps que DATABASE_URL ; gardez l’un des deux.'])
  })
})
