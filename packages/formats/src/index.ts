export type { Format } from './format.js'
