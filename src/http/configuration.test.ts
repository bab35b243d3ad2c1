import { expect, test } from 'vitest'
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
  [{ DATABASE_URL: 'mysql://u:secret@h/b' }, 'DATABASE_URL : attend une adresse postgresql://utilisateur:motdepasse@hote:5432/base.'],
])('%o is refused in a sentence', (env, sentence) => {
  expect(defautsOf(env)).toEqual([sentence])
})

test('all the wrong settings are said at once, misspelt names included', () => {
  const defauts = defautsOf({ PORT: 'x', HARMONIA_PORT: '80', HARMONIA_JOURNAL: 'fort' })
  expect(defauts).toHaveLength(3)
  expect(defauts[0]).toContain('HARMONIA_PORT : réglage inconnu')
})
