import { errand } from '../errand';
import { loadDemonstration } from './load';

/** Where the system to fill answers. */
export interface Filling {
  readonly identityUrl: string;
  readonly clockFile: string;
  readonly urls: Readonly<Record<string, string>>;
}

errand<Filling>(({ identityUrl, clockFile, urls }, say) =>
  loadDemonstration({ identityUrl, clockFile, url: (service) => urls[service] as string }, say),
);
