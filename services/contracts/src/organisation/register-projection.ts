import { tableProjection } from '@commissioning/messaging';
import { OrganisationConsumer } from './organisation.consumer';

/** Who is on the register and who acts for whom, as something that can be made again from the log while it is being read. */
export const registerProjection = tableProjection({
  ...{ service: 'contracts', name: 'register' },
  consumer: new OrganisationConsumer(),
  tables: ['organisation', 'membership'],
});
