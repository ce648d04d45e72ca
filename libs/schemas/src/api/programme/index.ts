export * from './decision';
export * from './drift';
export * from './framework';
export * from './programme';
export * from './theme';
export * from './theory-of-change';
export * from './timetable';
export * from './workshop';
