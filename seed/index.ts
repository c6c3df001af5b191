export { WORLD_FILES } from './base/file-names.ts'
export { type WorldCounts, type WorldOptions, writeWorld } from './big/write-world.ts'
export { type SmallWorld, writeSmallWorld } from './small-world.ts'
