export { WORLD_FILES } from './base/file-names.ts'
export { type WorldCounts, type WorldOptions, writeWorld } from './big/write-world.ts'
export { writeSmallWorld } from './small-files.ts'
export type { SmallWorld } from './small-world.ts'
