export { type FeedRecord, feedItems } from './items.ts'
export { isFeedFolder } from './source/folder.ts'
export { bytesOf, inspectFeed } from './source/inspect.ts'
