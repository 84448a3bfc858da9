"""Signing in and out."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib.auth import views
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liem.actions.models import Account
from liem.web.attempts import address_of, forget_failures, must_wait, remember_failure
from liem.web.language import remember_language


class SignInForm(AuthenticationForm):
    """User name and password. Refuses unseen once too many attempts failed; never says which of the two was wrong."""

    username = forms.CharField(
        label=gettext_lazy("User name"),
        max_length=64,
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=gettext_lazy("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def clean(self) -> dict[str, Any]:
        username, now = str(self.cleaned_data.get("username", "")), timezone.now()
        address = address_of(self.request) if self.request else None
        if must_wait(username, address, now=now):
            raise ValidationError(
                _("Too many attempts failed. Wait fifteen minutes, or ask the administrator to set a new password.")
            )
        try:
            cleaned: dict[str, Any] = super().clean()
        except ValidationError:
            remember_failure(username, address, now=now)
            raise
        if self.get_user() is not None:
            forget_failures(username, address)
        return cleaned

    def get_invalid_login_error(self) -> ValidationError:
        return ValidationError(
            _("User name and password do not fit together. Check capitals and tone marks, then try again."),
            code="invalid_login",
        )

    def confirm_login_allowed(self, user: Any) -> None:
        if not user.is_active:
            raise self.get_invalid_login_error()


class SignIn(views.LoginView):
    """The sign-in page; whoever is signed in already goes on. `next` is followed only within this site."""

    template_name = "session/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(heading=_("Sign in to Liêm"), **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        remember_language(response, cast(Account, form.get_user()), self.request)
        return response


class SignOut(views.LogoutView):
    """Ends the session; over https the browser is also told to forget what it kept of the pages."""

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = super().post(request, *args, **kwargs)
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response


urlpatterns = [
    path("sign-in/", SignIn.as_view(), name="sign_in"),
    path("sign-out/", login_not_required(SignOut.as_view()), name="sign_out"),
]
