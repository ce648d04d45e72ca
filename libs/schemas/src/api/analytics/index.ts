export * from './needs-data';
