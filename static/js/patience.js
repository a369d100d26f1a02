// The longest wait in which nothing arrives, in milliseconds. After it a reader is told, and may try again.
export const patience = 10000;

export const tooLate = () => new DOMException("no answer in time", "TimeoutError");
