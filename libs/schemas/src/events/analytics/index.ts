export * from './needs-data-published';
