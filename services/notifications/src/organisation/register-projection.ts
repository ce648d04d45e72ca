import { tableProjection } from '@commissioning/messaging';
import { OrganisationConsumer } from './organisation.consumer';

/** Who is on the register, as something that can be made again from the log while it is being read. */
export const registerProjection = tableProjection({
  ...{ service: 'notifications', name: 'register' },
  consumer: new OrganisationConsumer(),
  tables: ['organisation'],
});
