export * from './organisation-changed';
export * from './organisation-member-joined';
export * from './organisation-member-left';
export * from './organisation-registered';
