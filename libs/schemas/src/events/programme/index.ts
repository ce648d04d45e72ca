export * from './contribution-answered';
export * from './decision-taken';
export * from './framework-published';
export * from './programme-approved';
export * from './theme-approved';
export * from './theme-proposed';
export * from './theme-withdrawn';
