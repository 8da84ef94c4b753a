export { type ButtonPress, buttonData, readButton } from '../domain/buttonData';
