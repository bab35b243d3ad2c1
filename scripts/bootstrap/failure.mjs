/** A failure explained to the person by its message; anything else is a defect and shows its stack. */
export class Failure extends Error {}
