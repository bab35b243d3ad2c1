import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isLoginAdministrateur, isSiret, loginAdministrateur, parseSiret } from './siret.ts'

test('[S07] a SIRET or a SIREN is read with its spaces, and refused when its key is false', () => {
  expect(parseSiret('999 000 011 00018')).toEqual({ siren: '999000011', siret: '99900001100018' })
  expect(parseSiret('999000011')).toEqual({ siren: '999000011', siret: null })
  expect([parseSiret('99900001100019'), parseSiret('999000012'), parseSiret('12'), parseSiret('')]).toEqual([null, null, null, null])
})

test('changing one digit of a SIRET always breaks its key', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 13 }), fc.integer({ min: 1, max: 9 }), (place, shift) => {
      const digits = '99900001100018'.split('')
      digits[place] = String((Number(digits[place]) + shift) % 10)
      expect(isSiret(digits.join(''))).toBe(false)
    }),
  )
})

test('[S08] [S25] the administrator’s login is AD_ and the number; nobody else may take that form', () => {
  expect(loginAdministrateur('99900001100018')).toBe('AD_99900001100018')
  expect(['AD_1', 'ad_bruno', ' Ad_x'].every(isLoginAdministrateur)).toBe(true)
  expect(isLoginAdministrateur('adele')).toBe(false)
})
