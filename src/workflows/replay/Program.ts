import { defer } from 'rxjs';
import { decisionBuilders } from '../../decisions/index.js';
import { reserved } from '../../decisions/reservedNames.js';
import type { Event, EventOf } from '../../history/index.js';
import { fromPayload, parseEnvelope } from '../../payloads/index.js';
import { isInstance } from '../../requests/index.js';
import { DurableClock } from '../clock/DurableClock.js';
import { DurableScheduler } from '../clock/DurableScheduler.js';
import { Commands } from '../commands/Commands.js';
import type { Note } from '../commands/notes.js';
import { Outbox } from '../commands/Outbox.js';
import { contextOf } from '../context/contextOf.js';
import { infoOf } from '../context/infoOf.js';
import type { Runtime } from '../context/Runtime.js';
import { randomOf } from '../context/random.js';
import { Signals } from '../context/Signals.js';
import type { WorkflowContext } from '../definitions/WorkflowContext.js';
import { DeterminismError } from '../errors/DeterminismError.js';
import { toPipeline, workflowRemedies } from '../guard/pipelines.js';
import type { TurnHost } from '../guard/TurnHost.js';
import { Journal } from '../run/Journal.js';
import { Pipeline } from '../run/Pipeline.js';
import type { RunSettings } from '../run/RunSettings.js';
import type { Turn } from '../turns/Turn.js';
import { EventDelivery } from './EventDelivery.js';

/** Limit of commands that a candidate issues in a turn. */
const candidateCommands = 10_000;

/** Returns whether an event marks its turn as amended. */
const isAmended = ({ name, attributes }: Event) =>
  name === 'MarkerRecorded' && attributes.markerName === reserved.amended;

/**
 * A running workflow: events go in, commands come out. `play` delivers the events of one turn. Invariant: user
 * code runs only inside of a turn. A violation is kept and rethrown by `checked`, even if the workflow catches
 * it.
 */
export class Program {
  readonly outbox: Outbox;
  readonly signals = new Signals(
    payload => this.#read(payload),
    () => this.#holdsBack(),
  );
  readonly pipeline: Pipeline;
  /** Output of the workflow in addition to its commands. */
  readonly journal: Journal;
  /** The owner of the host's functions during a turn. */
  readonly host: TurnHost;
  readonly #settings: RunSettings;
  readonly #commands: Commands;
  readonly #clock: DurableClock;
  readonly #delivery: EventDelivery;
  /** Notes of the library in the history. */
  readonly #notes = new Map<string, string | undefined>();
  #turn: Turn | undefined;
  #started: EventOf<'WorkflowExecutionStarted'> | undefined;
  #violation: unknown;
  #draw: (() => number) | undefined;
  /** Number of holds that delay completion. */
  #holds = 0;

  constructor(settings: RunSettings) {
    const violate = (error: DeterminismError): never => {
      this.#violation ??= error;
      throw error;
    };
    this.#settings = settings;
    this.outbox = new Outbox(settings.semantics.limits, settings.converter.store);
    this.#commands = new Commands(this.outbox, violate);
    if (settings.isCandidate) this.#commands.limit = candidateCommands;
    this.#clock = new DurableClock(this.#commands);
    this.journal = new Journal(settings.converter);
    this.pipeline = new Pipeline({
      allows: what => this.#commands.allows(what),
      emitted: value => {
        settings.onEmitted?.(value);
        this.journal.emitted(value);
      },
    });
    this.#delivery = new EventDelivery({
      clock: this.#clock,
      signals: this.signals,
      pipeline: this.pipeline,
      journal: this.journal,
      outbox: this.outbox,
      begin: event => this.#begin(event),
    });
    const { now, after } = this.#clock;
    this.host = {
      now,
      after: (delay, work) => after(delay, () => this.#called(work)),
      random: () => this.#random(),
      hold: () => this.#hold(),
      violate,
    };
  }

  /** The input of the run. */
  get input(): unknown {
    return fromPayload(this.#settings.converter, this.#started?.attributes.input);
  }

  /** The event that started the run. */
  get started(): EventOf<'WorkflowExecutionStarted'> {
    if (this.#started !== undefined) return this.#started;
    throw new Error('The history does not begin with the start of the execution');
  }

  /** Indicates whether the workflow was started. */
  get hasBegun(): boolean {
    return this.#started !== undefined;
  }

  /** Notes of the library in the history, with their details. */
  get notes(): ReadonlyMap<string, string | undefined> {
    return this.#notes;
  }

  /** Stores notes before the turns that wrote them are replayed. */
  remember(notes: Iterable<Note>): void {
    for (const [name, details] of notes) this.#notes.set(name, details);
  }

  /**
   * Delivers the new events of a turn to the workflow.
   *
   * @param isContinued - whether they are further events of the turn that was played last
   */
  play(turn: Turn, isContinued = false): void {
    this.#turn = turn;
    this.#commands.begin(turn.attempt);
    if (!isContinued) {
      this.journal.begin(turn.commands !== undefined);
      this.pipeline.amendments.begin(turn.commands?.some(isAmended) ?? true);
    }
    this.#commands.isOpen = true;
    try {
      this.#delivery.deliver(turn);
    } finally {
      this.#commands.isOpen = false;
    }
    this.checked();
  }

  /** Throws the first violation, even if the workflow caught the error. */
  checked(): void {
    if (this.#violation !== undefined) throw this.#violation;
  }

  /** Indicates whether a hold delays the end of the execution. */
  get isHeld(): boolean {
    return this.#holds > 0;
  }

  /** Indicates whether the workflow waits, but for nothing that could happen. */
  get isStalled(): boolean {
    const { pipeline, outbox, signals } = this;
    return (
      (pipeline.outcome === undefined || this.isHeld) &&
      !outbox.isBusy &&
      !signals.hasListeners &&
      !pipeline.awaitsCancel
    );
  }

  /** Logs a warning about signals that came before the end and were never delivered. */
  warnOfUndelivered(): void {
    const { undelivered } = this.signals;
    const signals = undelivered
      .slice(0, undelivered.length - this.journal.lateSignals.length)
      .map(({ name }) => name);
    if (signals.length > 0)
      this.journal.log({
        level: 'warn',
        details: { signals },
        message: 'workflow ended with undelivered signals',
      });
  }

  /**
   * Returns whether signals are held back for the next run, because their effects here would be lost with
   * this one. They are delivered if shielded work, which delays the end of the run, may be waiting for a
   * signal itself.
   */
  #holdsBack(): boolean {
    const { pipeline, outbox } = this;
    const isInWait = this.isHeld && !outbox.isBusy;
    return pipeline.isLeaving && !isInWait && pipeline.amendments.allow();
  }

  #hold(): () => void {
    this.#holds += 1;
    let isHeld = true;
    return () => {
      if (isHeld) this.#holds -= 1;
      isHeld = false;
    };
  }

  /**
   * An unreadable payload may become readable: it fails the decision, even if the workflow catches the error.
   */
  #read(payload: string | undefined): unknown {
    try {
      return fromPayload(this.#settings.converter, payload);
    } catch (error) {
      this.#violation ??= error;
      throw error;
    }
  }

  /** Calls back a host timer. RxJS also uses one to report errors that no Observable can deliver. */
  #called(work: () => void): void {
    try {
      work();
    } catch (error) {
      if (isInstance(error, DeterminismError)) throw error;
      this.pipeline.fail(error);
    }
  }

  #begin(started: EventOf<'WorkflowExecutionStarted'>): void {
    // The start of a run that takes over another one, whose workflow has begun already.
    if (this.hasBegun) return;
    this.#started = started;
    const { workflow } = this.#settings;
    const context = this.#context();
    // Read outside of the pipeline: an input that is unreadable, for lack of a key or of a stored payload,
    // may become readable, and is not an error of the workflow.
    const { input } = this;
    this.pipeline.begin(
      defer(() => {
        const returned: unknown = workflow.run(input as never, context);
        return toPipeline(returned, 'The workflow returned', workflowRemedies);
      }),
    );
    // Signals and requests carried over from the previous run come first.
    const { signals = [], cancel } = parseEnvelope(this.started.attributes.input);
    for (const signal of signals) this.signals.receive(signal);
    if (cancel !== undefined) this.pipeline.requestCancel({ cause: cancel.cause });
  }

  /** The run that random values and the ids of children are derived from: the first of a chain of redriven ones. */
  get #seed(): string {
    return parseEnvelope(this.started.attributes.input).redrive?.seed ?? this.#settings.execution.runId;
  }

  #random(): number {
    this.#draw ??= randomOf(this.#seed);
    return this.#draw();
  }

  /** Returns the scheduler for the delays of a retry policy. */
  #backoff(retry: string): DurableScheduler {
    const { now, backOff } = this.#clock;
    return new DurableScheduler({
      now,
      after: (delay, work) => backOff(delay, () => this.#called(work), retry),
    });
  }

  #context(): WorkflowContext {
    const { converter } = this.#settings;
    const runtime: Runtime = {
      commands: this.#commands,
      clock: this.#clock,
      scheduler: new DurableScheduler(this.host),
      backoff: retry => this.#backoff(retry),
      converter,
      isCandidate: this.#settings.isCandidate ?? false,
      decisions: decisionBuilders(converter),
      info: infoOf(this.#settings, this.started, () => this.#turn),
      started: this.started.attributes,
      seed: this.#seed,
      isReplaying: () => this.#turn?.commands !== undefined,
      recordedEvents: () => this.#turn?.commands ?? [],
      note: name => (this.#notes.has(name) ? { details: this.#notes.get(name) } : undefined),
      random: this.host.random,
      read: payload => this.#read(payload),
    };
    return contextOf(runtime, this);
  }
}
