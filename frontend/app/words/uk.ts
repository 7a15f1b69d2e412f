import { en, type Words } from './en'

export const uk: Words = { ...en, name: 'Українська' }
