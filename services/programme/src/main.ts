import { join } from 'node:path';
import { run, serve } from '@commissioning/service';
import { config } from './config';
import { ProgrammeModule } from './programme.module';

run(() => {
  const environment = config();
  return serve({
    service: 'programme',
    module: ProgrammeModule.for(environment),
    environment,
    apiDocument: join(__dirname, '../openapi.json'),
  });
});
