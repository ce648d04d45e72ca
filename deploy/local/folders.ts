/** The folder of a service in the checkout: analytics stands at the top, the others under `services`. */
export const folderOf = (service: string): string =>
  service === 'analytics' ? 'analytics' : `services/${service}`;
