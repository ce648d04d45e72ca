export * from './booking';
export * from './course';
export * from './readiness';
export * from './session';
