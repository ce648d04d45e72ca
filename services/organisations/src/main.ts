import { join } from 'node:path';
import { run, serve } from '@commissioning/service';
import { config } from './config';
import { OrganisationsModule } from './organisations.module';

run(() => {
  const environment = config();
  return serve({
    service: 'organisations',
    module: OrganisationsModule.for(environment),
    environment,
    apiDocument: join(__dirname, '../openapi.json'),
  });
});
