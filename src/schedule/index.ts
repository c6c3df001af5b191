export { timetableOf } from './timetable.ts'
export { latenessBy, Watch } from './watch.ts'
