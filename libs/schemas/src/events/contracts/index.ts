export * from './contract-payment-approved';
export * from './contract-signed';
export * from './return-accepted';
export * from './return-returned';
export * from './return-submitted';
