"""Addresses of the app."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.week, name="week"),
    path("clients/<int:pk>/", views.client, name="client"),
    path("tasks/<int:pk>/result/", views.result, name="result"),
]
