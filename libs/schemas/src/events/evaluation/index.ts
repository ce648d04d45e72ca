export * from './evaluation-awarded';
export * from './evaluation-panel-appointed';
export * from './evaluation-quality-locked';
export * from './evaluation-recommended';
export * from './evaluation-standstill-ended';
export * from './evaluation-summaries-issued';
