import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readEditionFolder } from './read-edition-folder.ts'

test('the folder of the edition 2025 is read as paths and texts', async () => {
  const files = await readEditionFolder(join(import.meta.dirname, '../../editions/2025'))
  expect([...files.keys()]).toContain('workflow.yaml')
  expect([...files.keys()].filter((path) => path.startsWith('tableaux/')).length).toBeGreaterThan(5)
  expect(files.get('profils.yaml')).toContain('Responsable de Saisie')
})
