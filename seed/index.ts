export { type WorldCounts, type WorldOptions, writeWorld } from './big/write-world.ts'
export { type SmallWorld, writeSmallWorld } from './small-world.ts'
