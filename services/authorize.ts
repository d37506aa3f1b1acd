import { type Actor, mayDo, type Permission, type PersonActor, type SellerActor } from '../engine/actor';

/** The wall around every verb: the first thing each does is to ask here. */

/** Somebody asked for what is not theirs to do or to see. What it was is told to operators only. */
export class Refused extends Error {
  constructor(
    readonly actor: Actor,
    readonly permission: Permission,
  ) {
    super(`${actor.kind === 'person' ? actor.role : actor.kind} may not do ${permission}`);
    this.name = 'Refused';
  }
}

/** Throws `Refused` where the actor may not do it. */
export function authorize(actor: Actor, permission: Permission): void {
  if (!mayDo(actor, permission)) throw new Refused(actor, permission);
}

/** The seller who acts, with the one merchant that the verb may touch. Throws `Refused` where it is no seller. */
export function authorizeSeller(actor: Actor, permission: Permission): SellerActor {
  if (actor.kind !== 'person' || actor.role !== 'seller' || !mayDo(actor, permission))
    throw new Refused(actor, permission);
  return actor;
}

/** The person who acts, on what is their own. Throws `Refused` where it is no person. */
export function authorizePerson(actor: Actor, permission: Permission): PersonActor {
  if (actor.kind !== 'person' || !mayDo(actor, permission)) throw new Refused(actor, permission);
  return actor;
}
