import { addWorker, type Product } from './product';
import { findLibreOffice, installLibreOfficeWasm, type LibreOffice } from './programs/libreOffice';
import type { ProgramPlaces } from './programs/program';
import type { SupervisedChild } from './supervise';

/**
 * Starts the report worker. Where LibreOffice has to be fetched first, the rest of the product does not wait:
 * then it resolves at once, and the worker follows.
 */
export async function startReports(
  product: Product,
  metricsPort: number,
  places: ProgramPlaces,
): Promise<() => Promise<void>> {
  let child: SupervisedChild | undefined;
  const startWith = async (office: LibreOffice | undefined) => {
    const variables = office?.kind === 'wasm' ? { LIBREOFFICE_WASM: office.module_path } : {};
    child = addWorker({ ...product, env: { ...product.env, ...variables } }, 'reports', metricsPort);
    await child.start();
  };
  const found = findLibreOffice(places);
  if (found) await startWith(found);
  else void fetchThen(startWith, places);
  return async () => child?.stop();
}

async function fetchThen(
  startWith: (office?: LibreOffice) => Promise<void>,
  places: ProgramPlaces,
): Promise<void> {
  try {
    await startWith(await installLibreOfficeWasm(places));
    places.say('PDF reports are ready');
  } catch (error) {
    if (places.signal?.aborted) return;
    places.say(`no PDF reports: ${(error as Error).message}`);
    await startWith(undefined).catch((fault: Error) => places.say(fault.message)); // the other formats need none
  }
}
