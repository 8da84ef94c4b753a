import fiveS from './templates/fiveS.json';
import forklift from './templates/forklift.json';
import pressGuards from './templates/pressGuards.json';

/** Checklists as the industry uses them, as POST /templates/ takes them. */
export const TEMPLATES = { forklift, pressGuards, fiveS };
export type TemplateName = keyof typeof TEMPLATES;

/** Answers of a shift on which all is well; those to hidden questions are left out, photos and signatures named. */
export const GOOD_ANSWERS: Record<TemplateName, Record<string, unknown>> = {
  forklift: {
    licence: true,
    waistcoat: true,
    motor_hours: 4127.5,
    forks: true,
    chains: true,
    tyres: 'good',
    guard: true,
    leaks: true,
    drive: 'electric',
    charge: 86,
    brakes: true,
    parking_brake: true,
    steering: true,
    horn: true,
    lights: true,
    lift: true,
    signature: { picture: 'signature' },
  },
  pressGuards: {
    fixed_guards: true,
    interlock: true,
    two_hands: true,
    curtain: true,
    stop_time: 142,
    emergency_stop: true,
    pedal: true,
    key_mode: true,
    tools: true,
    floor: true,
    checked_at: '10:05',
  },
  fiveS: {
    sort_needless: 'full',
    sort_red_tag: 'full',
    order_marking: 'full',
    order_tools: 'full',
    order_aisles: true,
    shine_machines: 'part',
    shine_waste: 'full',
    standard_visible: 'full',
    standard_photo: [{ picture: 'workshop' }],
    sustain_last: 'full',
    sustain_ideas: 3,
  },
};
