/** In the order of a newcomer's first hour. */
export const TAGS = [
  { name: 'Authentication', description: 'Sign in, keep the session, sign out.' },
  {
    name: 'Templates',
    description: 'Checklists and their versions: a version is never changed, running checks stay on theirs.',
  },
  {
    name: 'Checks',
    description:
      'Open, answer, comment, submit, review; `may` in each reply lists what the caller may do now.',
  },
  {
    name: 'Actions',
    description:
      'Corrective actions: what a failed answer obliges somebody to do, until another person has confirmed it.',
  },
  {
    name: 'Schedules',
    description:
      'Recurring checks: each planned moment, a slot, ends as checks or as a recorded miss with its cause.',
  },
  { name: 'Files', description: 'Photos and signatures.' },
  { name: 'Reports', description: 'PDF, HTML and JSON of a finished check, each made once for a revision.' },
  { name: 'Notices', description: 'What the product had to tell the caller.' },
  { name: 'Live', description: 'What changes, told as it changes.' },
  { name: 'Users', description: 'People, their roles and where they are signed in.' },
  { name: 'Places', description: 'Areas of the plant and the calendars that they work by.' },
  { name: 'Analytics', description: 'How checks went: passed, on time, overdue, and what failed most.' },
  { name: 'Exports', description: 'Lists as CSV and XLSX.' },
  { name: 'Integrations', description: 'What is exchanged with Bitrix24, and whose account is whose.' },
  { name: 'System', description: 'How the parts of the product stand.' },
  { name: 'Audit', description: 'Who changed what: a chain of hashes that can be verified.' },
];
