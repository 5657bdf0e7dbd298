export type { Context, Finding, Fix, Problem, Related, Rule, Severity } from './rule.js'
