/** The dialogs and the notices, which activities compose, speak of buttons alike. */
export { type ButtonPress, buttonData, readButton } from '../domain/buttonData';
