import { reportRoutes } from '../../../api/routes/reports';
import { type Plant, aPlant } from '../graphql/aPlant';
import { type SignedInApi, startSignedInApi } from '../../support/signedInApi';

let plant: Plant;
let api: SignedInApi;
let northern: string;
let southern: string;

beforeAll(async () => {
  plant = await aPlant();
  const { aCheck, aReport, admin, executor, manager, services } = plant;
  northern = await aReport(await aCheck(executor), manager);
  southern = await aReport(await aCheck(plant.southern), admin);
  api = await startSignedInApi(reportRoutes(services), services);
});
afterAll(async () => {
  await api?.stop();
  await plant?.database.close();
});

const idsOf = async (query: string): Promise<string[]> => {
  const { status, body } = await api.as(plant.admin, 'GET', `/reports/${query}`);
  expect(status).toBe(200);
  return (body.items as { id: string }[]).map(({ id }) => id);
};

test('reports are found by the area, template and title of their check, and say whose they are', async () => {
  expect(await idsOf('')).toEqual([southern, northern]);
  expect(await idsOf(`?area_id=${plant.north}`)).toEqual([northern]);
  expect(await idsOf(`?template_id=${plant.template.id}&q=погруз`)).toEqual([southern, northern]);
  expect(await idsOf('?q=100%25')).toEqual([]);
  const { body } = await api.as(plant.admin, 'GET', `/reports/${northern}`);
  expect(body).toMatchObject({
    check: { title: 'Погрузчик', area: { name: 'Линия' } },
    requested_by: { id: plant.manager.user_id },
  });
});
