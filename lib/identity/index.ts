export {
  type Confirmation,
  type Confirmed,
  confirmForm,
  confirmPerson,
  confirmWays,
  sendConfirmCode,
} from './confirm.ts';
export { demoPeople } from './demo.ts';
export { linkSchema, sendSignInLink, spendSignInLink } from './link.ts';
export { hashPassword } from './password.ts';
export {
  beginSecondFactor,
  confirmSecondFactor,
  factorCodeSchema,
  hasSecondFactor,
  removeSecondFactor,
} from './second-factor.ts';
export { openSession, openSessions, personOfSession, personOfUser, revokeSession } from './session.ts';
export {
  password,
  type SignedIn,
  type SignUp,
  signInAsDemo,
  signInSchema,
  signInWithPassword,
  signUp,
  signUpSchema,
  userByProvedEmail,
} from './sign-in.ts';
export {
  makeTranslationToken,
  personOfToken,
  revokeTokenSchema,
  revokeTranslationToken,
  type TokenRight,
  tokenSchema,
  translationTokens,
} from './translation-token.ts';
