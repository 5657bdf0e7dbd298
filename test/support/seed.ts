import fc from 'fast-check'

// Every property draws the same examples in each `npm test`: what fails there fails again, for whoever looks.
fc.configureGlobal({ seed: Number(process.env['XENLINT_SEED'] ?? 1) })
