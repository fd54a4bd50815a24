"""What is shipped for deployment says the same as the code, and as the other files there."""

import fnmatch
import re
from dataclasses import fields

import pytest
import yaml

from geo.base.root import ROOT
from geo.serving.settings import Settings, variable

DEPLOY = ROOT / "deploy"
TABLE = dict(re.findall(r"^\| `(\w+)` \| (.+?) \|", (ROOT / "docs" / "deploy.md").read_text(), re.MULTILINE))
MANIFESTS = {file.name: list(yaml.safe_load_all(file.read_text())) for file in (DEPLOY / "kubernetes").glob("*.yaml")}
OBJECTS = {one["kind"]: one for documents in MANIFESTS.values() for one in documents}
POD = OBJECTS["Deployment"]["spec"]["template"]["spec"]
[PAGE] = POD["containers"]
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
DOCKERFILE = (DEPLOY / "Dockerfile").read_text()


@pytest.mark.parametrize("setting", fields(Settings), ids=variable)
def test_docs_have_each_setting_of_the_server_with_its_default(setting):
    default = setting.default
    if isinstance(default, (int, float)):
        text = f"{default:.10g}"
    else:
        text = default if isinstance(default, str) else " ".join(default)
    assert TABLE[variable(setting)] == (f"`{text}`" if text else "none")


def test_docs_have_each_variable_that_the_code_reads():
    code = [ROOT / "app.py", ROOT / "serve.py", *(ROOT / "geo").rglob("*.py")]
    read = {name for file in code for name in re.findall(r"\bDATELINE_[A-Z_]+[A-Z]\b", file.read_text())}
    assert read <= set(TABLE) | {"DATELINE_TILES"}
    told = {name for name in TABLE if name.startswith("DATELINE_")}
    assert told <= read | {variable(setting) for setting in fields(Settings)}


def test_variables_that_are_set_are_variables_there_are():
    shipped = "".join(file.read_text() for file in DEPLOY.rglob("*") if file.is_file())
    named = set(re.findall(r"\b(?:DATELINE|STREAMLIT)_[A-Z_]+\b", shipped))
    assert named
    assert named <= set(TABLE)


def test_compose_has_a_replica_for_each_line_of_nginx():
    lines = re.findall(r"^server ([\w-]+):(\d+) ", (DEPLOY / "replicas.conf").read_text(), re.MULTILINE)
    page = COMPOSE["services"]["page"]
    assert lines == [(f"{COMPOSE['name']}-page-{number + 1}", "8501") for number in range(page["scale"])]
    [network] = COMPOSE["networks"]["inside"]["ipam"]["config"]
    assert page["environment"]["DATELINE_TRUSTED_PROXIES"] == network["subnet"]


def test_containers_run_as_nobody_and_write_to_tmp_only():
    user = re.search(r"^USER (\d+):(\d+)$", DOCKERFILE, re.MULTILINE)
    assert [POD["securityContext"][name] for name in ("runAsUser", "runAsGroup")] == [int(user[1]), int(user[2])]
    assert POD["securityContext"]["runAsNonRoot"] is True
    assert PAGE["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert [mount["mountPath"] for mount in PAGE["volumeMounts"]] == ["/tmp"]  # noqa: S108
    for service in COMPOSE["services"].values():
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]
        assert service["tmpfs"] == ["/tmp"]  # noqa: S108


def test_a_busy_pod_is_not_restarted():
    alive, ready = PAGE["livenessProbe"], PAGE["readinessProbe"]
    assert (alive["httpGet"]["path"], ready["httpGet"]["path"]) == ("/healthz", "/readyz")
    assert alive["timeoutSeconds"] >= 5
    assert alive["periodSeconds"] * alive["failureThreshold"] >= 60
    assert PAGE["startupProbe"]["httpGet"]["path"] == "/healthz"
    assert POD["terminationGracePeriodSeconds"] > int(PAGE["lifecycle"]["preStop"]["exec"]["command"][1]) + 5


def test_manifests_are_about_the_same_pods_and_all_of_them_are_applied():
    [kustomization] = MANIFESTS["kustomization.yaml"]
    assert set(kustomization["resources"]) == set(MANIFESTS) - {"kustomization.yaml"}
    labels = OBJECTS["Deployment"]["spec"]["template"]["metadata"]["labels"]
    assert OBJECTS["Service"]["spec"]["selector"] == labels
    for kind in ("Deployment", "PodDisruptionBudget"):
        assert OBJECTS[kind]["spec"]["selector"]["matchLabels"] == labels
    assert OBJECTS["NetworkPolicy"]["spec"]["podSelector"]["matchLabels"] == labels
    assert OBJECTS["HorizontalPodAutoscaler"]["spec"]["scaleTargetRef"]["name"] == "dateline"
    assert [source["name"] for source in kustomization["secretGenerator"]] == [PAGE["envFrom"][1]["secretRef"]["name"]]
    [rule] = OBJECTS["Ingress"]["spec"]["rules"]
    assert f"DATELINE_ALLOWED_HOSTS={rule['host']}" in kustomization["configMapGenerator"][0]["literals"]
    port = re.search(r"--server.port=(\d+)", DOCKERFILE)[1]
    assert PAGE["ports"] == [{"name": "http", "containerPort": int(port)}]


def test_builder_is_sent_what_is_copied():
    sent = re.findall(r"^!(.+)$", (DEPLOY / "Dockerfile.dockerignore").read_text(), re.MULTILINE)
    for line in re.findall(r"^COPY (.+) \S+$", DOCKERFILE, re.MULTILINE):
        for source in line.split():
            assert any(fnmatch.fnmatch(source, one) or one.startswith(f"{source}/") for one in sent), source
