const MONTHS: Record<string, string> = {
  январь: 'январе',
  февраль: 'феврале',
  март: 'марте',
  апрель: 'апреле',
  май: 'мае',
  июнь: 'июне',
  июль: 'июле',
  август: 'августе',
  сентябрь: 'сентябре',
  октябрь: 'октябре',
  ноябрь: 'ноябре',
  декабрь: 'декабре',
};
/** «только январь и март», but not «с января по март». */
const MONTH = `(?<!по |[а-я])(?:${Object.keys(MONTHS).join('|')})(?![а-я])`;

/** Puts cronstrue's Russian, which has cases and prepositions wrong, into words that people use. */
export function inGoodRussian(text: string, expression: string): string {
  const [, hour, day, month] = expression.split(' ');
  const ofMonth = month === '*' ? ' каждого месяца' : '';
  const words = text
    .replaceAll(', и ', ' и ')
    .replace(/^Ровно в час, к/, 'К')
    .replace(/^В ([\d, и]+) минут[уы]?(?=,|$)/, (_, minutes: string) => {
      const ordinals = minutes.replace(/\d+/g, '$&-й');
      return `На ${ordinals} минуте ${hour === '*' ? 'каждого часа' : 'часа'}`;
    })
    .replace(/^Минуты с (\d+) по (\d+)/, 'Каждую минуту с $1-й по $2-ю')
    .replace(/, во? ([\d, и]+) число месяца/, `, $1 числа${ofMonth}`)
    .replace(/ число месяца/, ` число${ofMonth}`)
    .replace(new RegExp(`, только (?=${MONTH})`), ', только в ')
    .replace(new RegExp(MONTH, 'g'), (name) => MONTHS[name] ?? name);
  return day?.startsWith('*/') ? words.replace(/, кажд\S+ \d+ д(?:ень|ня|ней)/, '$& с начала месяца') : words;
}
