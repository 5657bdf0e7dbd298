import { workerData } from 'node:worker_threads'

// A thread of its own; the chunk that it shares with the main one comes with its code cache.
import('./work.js').then(({ examineAside }) => examineAside(workerData))
