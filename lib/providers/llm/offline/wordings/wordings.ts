/** One or several ways to say the same. */
export type Ways = readonly [string, ...string[]];

/** The reader as far as they are known; an unknown part is empty. */
export type Reader = { title: string; company: string; city: string; industry: string };

/**
 * The sentences of one language. Each holds for any answer of a founder: their words follow a colon or stand in quotation marks, so that a
 * fragment makes a whole sentence.
 */
export type Wordings = {
  hello: (firstName: string) => string;
  formalHello: (fullName: string) => string;
  helloUnknown: string;
  /** Opens the first email: why a question to this person. */
  opening: (reader: Reader) => Ways;
  /** Opens it with a line of the reader's own. */
  found: (quote: string) => Ways;
  from: (company: string) => Ways;
  does: (description: string) => Ways;
  service: (service: string) => Ways;
  audience: (audience: string) => Ways;
  problem: (problem: string) => Ways;
  proof: (proof: string) => Ways;
  offer: (offer: string) => Ways;
  /** Asks about the problem, or about what we do. */
  ask: (reader: Reader) => Ways;
  followUp: Ways;
  askAgain: Ways;
  booking: (link: string) => string;
  farewell: Ways;
  later: (site: string) => string;
  subject: (reader: Reader, company: string) => Ways;
  followUpSubject: (reader: Reader) => Ways;
  lastSubject: (reader: Reader) => Ways;
};
