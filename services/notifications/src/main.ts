import { join } from 'node:path';
import { run, serve } from '@commissioning/service';
import { config } from './config';
import { NotificationsModule } from './notifications.module';

run(() => {
  const environment = config();
  return serve({
    service: 'notifications',
    module: NotificationsModule.for(environment),
    environment,
    apiDocument: join(__dirname, '../openapi.json'),
  });
});
