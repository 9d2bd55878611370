"""Walks the whole life of an execution with boto3, and prints what it saw as one JSON document."""

import json
import sys
import uuid

import boto3
from botocore.config import Config

DOMAIN = "walk"
WORKFLOW = {"name": "Encode", "version": "1"}
ACTIVITY = {"name": "Resize", "version": "1"}
DECISIONS = {"name": "decisions"}
ACTIVITIES = {"name": "activities"}

swf = boto3.client("swf", endpoint_url=sys.argv[1], config=Config(retries={"max_attempts": 0}))


def register():
    swf.register_domain(name=DOMAIN, workflowExecutionRetentionPeriodInDays="7")
    swf.register_workflow_type(
        domain=DOMAIN,
        **WORKFLOW,
        defaultTaskList=DECISIONS,
        defaultChildPolicy="TERMINATE",
        defaultExecutionStartToCloseTimeout="3600",
        defaultTaskStartToCloseTimeout="60",
    )
    swf.register_activity_type(
        domain=DOMAIN,
        **ACTIVITY,
        defaultTaskList=ACTIVITIES,
        defaultTaskHeartbeatTimeout="NONE",
        defaultTaskScheduleToCloseTimeout="NONE",
        defaultTaskScheduleToStartTimeout="NONE",
        defaultTaskStartToCloseTimeout="NONE",
    )


def start(workflow_id, **options):
    started = swf.start_workflow_execution(
        domain=DOMAIN, workflowId=workflow_id, workflowType=WORKFLOW, **options
    )
    return {"workflowId": workflow_id, "runId": started["runId"]}


def decide(*decisions):
    pages = swf.get_paginator("poll_for_decision_task").paginate(
        domain=DOMAIN, taskList=DECISIONS, identity="walk", PaginationConfig={"PageSize": 2}
    )
    task = pages.build_full_result()
    swf.respond_decision_task_completed(taskToken=task["taskToken"], decisions=list(decisions))
    return [event["eventType"] for event in task["events"]]


def work():
    task = swf.poll_for_activity_task(domain=DOMAIN, taskList=ACTIVITIES)
    token = task["taskToken"]
    heartbeat = swf.record_activity_task_heartbeat(taskToken=token, details="half")
    swf.respond_activity_task_completed(taskToken=token, result=task["input"].upper())
    return {"activityId": task["activityId"], "cancelRequested": heartbeat["cancelRequested"]}


def live():
    execution = start("w1", input="größe", tagList=["urgent"])
    first = decide(
        {
            "decisionType": "ScheduleActivityTask",
            "scheduleActivityTaskDecisionAttributes": {
                "activityType": ACTIVITY,
                "activityId": "a",
                "input": "größe",
            },
        },
        {
            "decisionType": "StartTimer",
            "startTimerDecisionAttributes": {"timerId": "t", "startToFireTimeout": "600"},
        },
    )
    task = work()
    second = decide(
        {
            "decisionType": "CompleteWorkflowExecution",
            "completeWorkflowExecutionDecisionAttributes": {"result": "done"},
        }
    )
    described = swf.describe_workflow_execution(domain=DOMAIN, execution=execution)
    history = swf.get_workflow_execution_history(domain=DOMAIN, execution=execution)["events"]
    results = [
        event["activityTaskCompletedEventAttributes"]["result"]
        for event in history
        if event["eventType"] == "ActivityTaskCompleted"
    ]
    info = described["executionInfo"]
    return {
        "first": first,
        "task": task,
        "second": second[-2:],
        "closeStatus": info["closeStatus"],
        "tagList": info["tagList"],
        "lasted": (info["closeTimestamp"] - info["startTimestamp"]).total_seconds() >= 0,
        "results": results,
        "last": history[-1]["eventType"],
    }


def nothing():
    task = swf.poll_for_activity_task(domain=DOMAIN, taskList=ACTIVITIES)
    return {"token": task.get("taskToken"), "startedEventId": task["startedEventId"]}


def pages():
    for number in range(5):
        start(f"page-{number}")
    since = {"oldestDate": 0}
    listed = swf.get_paginator("list_open_workflow_executions").paginate(
        domain=DOMAIN, startTimeFilter=since, reverseOrder=True, PaginationConfig={"PageSize": 2}
    )
    sizes = [len(page["executionInfos"]) for page in listed]
    closed = swf.count_closed_workflow_executions(
        domain=DOMAIN, closeTimeFilter=since, closeStatusFilter={"status": "COMPLETED"}
    )
    types = swf.get_paginator("list_workflow_types").paginate(
        domain=DOMAIN, registrationStatus="REGISTERED"
    )
    return {
        "sizes": sizes,
        "closed": closed["count"],
        "types": [info["workflowType"] for info in types.build_full_result()["typeInfos"]],
    }


def refusal(exception, call, **arguments):
    try:
        call(**arguments)
    except exception as error:
        response = error.response
        return [type(error).__name__, response["Error"]["Code"], response["Error"]["Message"]]
    return "no exception"


def refusals():
    faults = swf.exceptions
    nobody = {"workflowId": "nobody", "runId": str(uuid.UUID(int=0))}
    return [
        refusal(faults.UnknownResourceFault, swf.describe_domain, name="nowhere"),
        refusal(
            faults.UnknownResourceFault,
            swf.describe_workflow_execution,
            domain=DOMAIN,
            execution=nobody,
        ),
        refusal(
            faults.DomainAlreadyExistsFault,
            swf.register_domain,
            name=DOMAIN,
            workflowExecutionRetentionPeriodInDays="7",
        ),
        refusal(
            faults.WorkflowExecutionAlreadyStartedFault,
            swf.start_workflow_execution,
            domain=DOMAIN,
            workflowId="page-0",
            workflowType=WORKFLOW,
        ),
        refusal(
            faults.ClientError, swf.respond_activity_task_completed, taskToken="nonsense"
        ),
    ]


register()
print(
    json.dumps({"life": live(), "nothing": nothing(), "pages": pages(), "refusals": refusals()})
)
